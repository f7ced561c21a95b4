/** The first part of a policy's id, which its relatives share: `harassment` of `harassment.insult@3`. */
export function familyOf(policy: string): string {
  return policy.split(/[.@]/, 1)[0]!
}

/** A policy's id without its version. */
export function bareId(policy: string): string {
  return policy.split('@', 1)[0]!
}

/** Whether a policy is the subject, or one of its family when the subject is a family. */
export function isUnder(policy: string, subject: string): boolean {
  const id = bareId(policy)
  return id === subject || id.startsWith(`${subject}.`)
}
