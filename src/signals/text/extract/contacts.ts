import type { ValueType } from '../../../core/value.ts'
import { LIST_OF_STRINGS } from '../spans-of-values.ts'
import { distinct, extractor } from './extractor.ts'
import { type Contact, findContacts } from './find-contacts.ts'

const TYPE: ValueType = {
  kind: 'object',
  name: 'Contacts',
  fields: {
    count: { kind: 'int' },
    /**
     * Of email, phone, kakao, line, discord, instagram, telegram, snapchat, whatsapp, wechat, tiktok, x, facebook, qq,
     * skype, qr.
     */
    kinds: LIST_OF_STRINGS,
    /** How often a way to talk elsewhere is asked for and none given (`what's your snap`); not in `count`. */
    asks: { kind: 'int' },
  },
}

/** `contacts`: ways to reach a player outside the world. The value never holds the contact itself. */
export const contacts = extractor<Contact>({
  kind: 'contacts',
  form: 2,
  type: TYPE,
  find: findContacts,
  value: (found) => {
    const given = found.filter(({ asks }) => !asks)
    return {
      count: given.length,
      kinds: distinct(given.map(({ kind }) => kind)),
      asks: found.length - given.length,
    }
  },
})
