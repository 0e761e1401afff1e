/** An answer that is no JSON: a handler returns it as it is. */
export class BinaryAnswer {
  constructor(
    readonly bytes: Buffer,
    readonly contentType: string,
  ) {}
}
