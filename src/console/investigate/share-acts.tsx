import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { type Question, queryOf } from './query-state.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly question: Question
  readonly onBulk: () => void
}

/** What can be done with a question: keep it, share it, act on what it finds, make a rule of it. */
export function ShareActs({ question, onBulk }: Given): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const { may } = useSession()
  const [name, setName] = useState<string>()
  const save = useChange('saveQuery', { refreshes: ['listQueries'] })
  const kept = async (as: string | null) =>
    (await save.mutateAsync({ body: { name: as, query: queryOf(question) } })).id
  async function share(): Promise<void> {
    const id = await kept(null).catch(() => undefined)
    if (id === undefined) return
    void navigate({ to: paths.investigate(id), replace: true })
    const isCopied = await navigator.clipboard.writeText(`${location.origin}${paths.investigate(id)}`).then(
      () => true,
      () => false,
    )
    toast(t(isCopied ? 'shared' : 'sharedPlain'))
  }
  async function keep(): Promise<void> {
    const id = await kept(name!.trim()).catch(() => undefined)
    if (id === undefined) return
    setName(undefined)
    toast(t('saved'))
    void navigate({ to: paths.investigate(id), replace: true })
  }
  async function makeRule(): Promise<void> {
    const id = await kept(null).catch(() => undefined)
    if (id !== undefined) void navigate({ to: paths.newRule(id) })
  }
  return (
    <>
      <Button onPress={() => setName('')}>{t('save')}</Button>
      <Button isDisabled={save.isPending} onPress={() => void share()}>
        {t('share')}
      </Button>
      {may('label') && <Button onPress={onBulk}>{t('bulk')}</Button>}
      {may('policy.manage') && (
        <Button isDisabled={save.isPending} onPress={() => void makeRule()}>
          {t('makeRule')}
        </Button>
      )}
      <Dialog title={t('saveTitle')} isOpen={name !== undefined} onClose={() => setName(undefined)}>
        <TextField label={t('name')} hint={t('nameHint')} value={name ?? ''} onChange={setName} autoFocus />
        <ProblemBox error={save.error} />
        <div className="dialog-acts">
          <Button onPress={() => setName(undefined)}>{t('close')}</Button>
          <Button
            primary
            isDisabled={(name ?? '').trim() === '' || save.isPending}
            onPress={() => void keep()}
          >
            {t('save')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
