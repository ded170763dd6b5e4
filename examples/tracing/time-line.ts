import { detailsOf } from './details.js';
import type { TimedSpan } from './timed-spans.js';

const WIDTH = 960;
const MARGIN = 24;
const NAMES = 230;
const HEAD = 72;
const ROW = 46;
const MOST_TICKS = 8;
/** About how wide a letter of the details is. */
const LETTER = 6;

/** Where the bars are, from left to right. */
const FIRST = MARGIN + NAMES;
const LAST = WIDTH - MARGIN;

const COLORS: Readonly<Record<string, string>> = {
  dispatch: '#3b5b92',
  load: '#4f9d8f',
  refresh: '#4f9d8f',
  read: '#4f9d8f',
  decide: '#c98a2b',
  append: '#a8465f',
};

/** Spans under each other, each a bar as long as it took, as an SVG image. */
export function timeLine(title: string, spans: readonly TimedSpan[]): string {
  const total = Math.max(...spans.map(({ end }) => end));
  const at = (time: number) => FIRST + (time / total) * (LAST - FIRST);
  const height = HEAD + spans.length * ROW + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(MARGIN, 34, title, 'font-size="17" font-weight="600" fill="#1f2733"'),
    ...ticks(total, at, height),
    ...spans.flatMap((span, index) => row(span, HEAD + index * ROW, at)),
    '</svg>',
    '',
  ].join('\n');
}

function ticks(total: number, at: (time: number) => number, height: number): string[] {
  const step = stepOf(total);
  const times = Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step);
  return times.flatMap((time) => [
    `<line x1="${round(at(time))}" y1="${HEAD}" x2="${round(at(time))}" y2="${height - MARGIN}" stroke="#e3e7ec"/>`,
    text(at(time), HEAD - 8, `${round(time)} ms`, 'font-size="11" text-anchor="middle" fill="#6b7685"'),
  ]);
}

/** The least of 0.1, 0.2, 0.5, 1, 2, 5, 10 … milliseconds that makes no more ticks than fit. */
function stepOf(total: number): number {
  for (let power = 0.1; ; power *= 10) {
    const step = [1, 2, 5].map((factor) => factor * power).find((step) => total / step <= MOST_TICKS);
    if (step !== undefined) return step;
  }
}

function row({ span, depth, start, end }: TimedSpan, top: number, at: (time: number) => number): string[] {
  const color = COLORS[span.name.split(' ')[0] ?? ''] ?? '#7a8594';
  const [x, width] = [at(start), Math.max(at(end) - at(start), 2)];
  return [
    text(MARGIN + depth * 16, top + 18, span.name, 'font-size="13" fill="#1f2733"'),
    `<rect x="${round(x)}" y="${top + 7}" width="${round(width)}" height="14" rx="2" fill="${color}"/>`,
    details(`${detailsOf(span.attributes)} · ${(end - start).toFixed(1)} ms`, x, top + 36),
  ];
}

/** Under the beginning of the bar, unless the words would then run out of the picture. */
function details(words: string, x: number, y: number): string {
  const style = 'font-size="11" fill="#4a5564"';
  const fits = x + words.length * LETTER <= LAST;
  return fits ? text(x, y, words, style) : text(LAST, y, words, `${style} text-anchor="end"`);
}

const text = (x: number, y: number, words: string, style: string) =>
  `<text x="${round(x)}" y="${y}" ${style}>${escaped(words)}</text>`;

const round = (length: number): number => Math.round(length * 10) / 10;

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
