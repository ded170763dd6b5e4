/** What is wrong with one line. Whoever reads the file adds its name and the number of the line. */
export class LineProblem extends Error {}
