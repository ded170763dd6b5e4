/** Refusals of EventBridge that speak of what was sent. All others are of the bus, access, or of EventBridge itself. */
const CODE = /^(InvalidArgument|Validation)(Exception)?$/;

/** `Parameter DetailType is not valid`, `Value at 'entries.1.member.detailType' failed`, `Total size of the entries`. */
const CONTENT = /\b(Detail(Type)?|Resources|Time|size)\b/i;

/** What is the same for every event. */
const SETTING = /\b(EventBus(Name)?|event bus|Source|EndpointId|account)\b/i;

/**
 * Whether EventBridge refuses this for the content of an entry. What it does not list is not the fault of an event: otherwise
 * a setting that is wrong would stop every stream, one after the other.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html
 */
export const blamesDetail = (code: string, message: string): boolean =>
  code === 'MalformedDetail' || (CODE.test(code) && CONTENT.test(message) && !SETTING.test(message));
