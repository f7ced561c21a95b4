import { type FormEvent, type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { plainText } from '../kit/plain-text.ts'
import { ProblemBox } from '../kit/problem-box.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { draftOf, requestOf, UserForm, useBeyond } from './user-form.tsx'
import { WORDS } from './words.ts'

export function ChangeDialog(props: {
  readonly user: Reply<'user'>
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { user, onClose } = props
  const [draft, setDraft] = useState(() => draftOf(user))
  const why = useBeyond(draft)
  const { mutate, isPending, error } = useChange('changeUser', { refreshes: ['listUsers', 'userHoldings'] })

  function submit(event: FormEvent): void {
    event.preventDefault()
    const { email, ...rest } = requestOf(draft)
    // The first admin may still have none.
    const body = email === '' ? rest : { ...rest, email }
    mutate(
      { params: { id: user.id }, body },
      {
        onSuccess() {
          toast(t('saved'))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title={t('changeTitle', { name: plainText(user.name) })} isOpen wide onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <UserForm draft={draft} onChange={setDraft} />
        <p className="field-hint">{t('changeHint')}</p>
        <ProblemBox error={error} />
        <Button type="submit" primary isDisabled={isPending || why !== undefined}>
          {t('save')}
        </Button>
      </form>
    </Dialog>
  )
}
