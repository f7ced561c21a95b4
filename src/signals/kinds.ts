import { remote } from './remote/remote.ts'
import type { SignalKind } from './signal-kind.ts'
import { contacts } from './text/extract/contacts.ts'
import { links } from './text/extract/links.ts'
import { shape } from './text/shape.ts'
import { terms } from './text/terms.ts'

/** Every kind of signal that a pack may name. */
export const SIGNAL_KINDS: readonly SignalKind[] = [terms, links, contacts, shape, remote]
