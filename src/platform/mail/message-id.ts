/**
 * The Message-ID of one send: the same at each attempt, so that a receiver can drop a copy.
 *
 * @param sendId the ID of the send, of letters, digits and hyphens
 * @param from the sender's mailbox, whose domain is used
 * @param publicUrl its host is used where the mailbox has no domain
 */
export function messageIdOf(sendId: string, from: string, publicUrl: string): string {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(sendId)) throw new RangeError('A send ID has letters, digits and hyphens only');
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? new URL(publicUrl).hostname;
  return `<${sendId}@${domain}>`;
}
