import { type FormEvent, type ReactNode, useState } from 'react'
import type { Severity } from '../../core/severity.ts'
import type { Reply } from '../api/ask.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { plainText } from '../kit/plain-text.ts'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { LinkOnce } from './link-once.tsx'
import { requestOf, type UserDraft, UserForm, useBeyond } from './user-form.tsx'
import { WORDS } from './words.ts'

/** What somebody is cleared for when nothing else is chosen; never more than whoever invites them. */
const USUAL = 'S2'

/** Invites somebody, and shows their link this once. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useWords(WORDS)
  const { user } = useSession()
  const own = user.skills.clearance
  const [draft, setDraft] = useState<UserDraft>({
    ...{ name: '', email: '', role: 'reviewer', worlds: user.worlds, languages: '', families: '' },
    // "S0" < "S1": the smaller, the graver.
    clearance: (own > USUAL ? own : USUAL) as Severity,
  })
  const [link, setLink] = useState<Reply<'inviteUser'>>()
  const why = useBeyond(draft)
  const { mutate, isPending, error } = useChange('inviteUser', { refreshes: ['listUsers'] })
  if (link !== undefined)
    return (
      <LinkOnce title={t('inviteLink', { name: plainText(link.user.name) })} link={link} onClose={onClose} />
    )

  function submit(event: FormEvent): void {
    event.preventDefault()
    mutate({ body: requestOf(draft) }, { onSuccess: setLink })
  }
  return (
    <Dialog title={t('inviteTitle')} isOpen wide onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <UserForm draft={draft} onChange={setDraft} />
        <ProblemBox error={error} />
        <Button type="submit" primary isDisabled={isPending || why !== undefined}>
          {t('invite')}
        </Button>
      </form>
    </Dialog>
  )
}
