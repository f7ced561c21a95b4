import { language } from './language/language.ts'
import { copiesOf } from './media/copies-of.ts'
import { hashMatch } from './media/hash-match.ts'
import { itemCheck } from './media/item-check.ts'
import { near } from './near/near.ts'
import { remote } from './remote/remote.ts'
import type { SignalKind } from './signal-kind.ts'
import { ages } from './text/extract/ages.ts'
import { contacts } from './text/extract/contacts.ts'
import { invisible } from './text/extract/invisible.ts'
import { links } from './text/extract/links.ts'
import { offers } from './text/extract/offers.ts'
import { personalData } from './text/extract/personal-data.ts'
import { splitContacts } from './text/extract/split-contacts.ts'
import { shape } from './text/shape.ts'
import { splitTerms } from './text/split-terms.ts'
import { terms } from './text/terms.ts'

/** Every kind of signal that a pack may name. */
export const SIGNAL_KINDS: readonly SignalKind[] = [
  terms,
  links,
  contacts,
  personalData,
  ages,
  offers,
  invisible,
  splitTerms,
  splitContacts,
  shape,
  language,
  near,
  remote,
  hashMatch,
  itemCheck,
  copiesOf,
]
