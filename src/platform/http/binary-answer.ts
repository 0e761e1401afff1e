/** An answer that is not JSON: a handler returns it unchanged. */
export class BinaryAnswer {
  constructor(
    readonly bytes: Buffer,
    readonly contentType: string,
  ) {}
}
