import type { Find } from './extractor.ts'
import { findEmails } from './find-emails.ts'
import { findPhones } from './find-phones.ts'
import { findServices } from './find-services.ts'
import type { ReadText } from './read-text.ts'
import type { ContactKind } from './services.ts'

export interface Contact extends Find {
  readonly kind: ContactKind
  /** Asks for a way to talk elsewhere, and gives none. */
  readonly asks: boolean
}

/** Nobody gives so many; looking for more would only serve whoever wants us busy. */
const MOST_CONTACTS = 200

/** Finds ways to reach a player outside the world in a text as a player reads it, in the order of their places. */
export function findContacts(read: ReadText): readonly Contact[] {
  const isMail = read.has('at')
  const isService = read.has('service')
  const isPhone = read.has('digits') || read.has('number')
  if (!isMail && !isService && !isPhone) return NONE
  const { text } = read
  const found: Contact[] = []
  const add = (kind: ContactKind, { start, end }: { start: number; end: number }, asks = false): void => {
    if (found.length >= MOST_CONTACTS) return
    const span = read.spanOf(start, end)
    if (!found.some((other) => span[0] < other.span[1] && other.span[0] < span[1]))
      found.push({ kind, span, asks })
  }
  if (isMail) for (const email of findEmails(text)) add('email', email)
  if (isService) for (const service of findServices(text)) add(service.kind, service, service.asks)
  if (isPhone) for (const phone of findPhones(text)) add('phone', phone)
  return found.sort((a, b) => a.span[0] - b.span[0])
}

const NONE: readonly Contact[] = []
