/** Where a commit lies, in few bytes: the number of a file and what follows its name, or all of it. */
export type Place = readonly [file: number, rest: string] | string | undefined;

/** What places in files have in common: the names of files are long, and each holds many commits. */
export class Places {
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(private readonly files: readonly string[]) {
    this.#numbers = new Map(files.map((name, number) => [name, number]));
  }

  /** @param location `s3://archive/events/2026/11/24/x.gz, line 7` */
  shortened(location: string | undefined): Place {
    const end = location?.lastIndexOf(', ') ?? -1;
    const number = this.#numbers.get(location?.slice(0, end) ?? '');
    return location === undefined || end === -1 || number === undefined ? location : [number, location.slice(end)];
  }

  location(place: Place): string | undefined {
    return typeof place === 'object' ? `${this.files[place[0]]}${place[1]}` : place;
  }
}
