const TEXT = /"(?:[^"\\]|\\.)*"/gs;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** That many digits a number in JavaScript holds, whichever they are. */
const SAFE_DIGITS = 15;

/** Whether JavaScript holds every number of a JSON text as it is written there. */
export const isExact = (json: string): boolean => (json.replace(TEXT, '').match(NUMBER) ?? []).every(survives);

function survives(number: string): boolean {
  const { digits, exponent } = scientific(number);
  if (digits.length <= SAFE_DIGITS && Math.abs(exponent) < 300) return true;
  const back = scientific(String(Number(number)));
  return back.digits === digits && back.exponent === exponent;
}

/** The significant digits, and where the point stands behind the first. */
function scientific(number: string) {
  const [mantissa = '', power = '0'] = number.replace('-', '').split(/[eE]/);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return { digits: '', exponent: 0 };
  const zeros = (whole + fraction).length - digits.length;
  return { digits: digits.replace(/0+$/, ''), exponent: Number(power) + whole.length - zeros - 1 };
}
