import { type ReactNode, useState } from 'react'
import type { Enforceable } from '../../api/contract/acts.ts'
import type { EnforceRequest } from '../../api/contract/enforcements.ts'
import { isEntityRef } from '../acts/is-entity-ref.ts'
import { Preview } from '../acts/preview.tsx'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Draft {
  readonly target: string
  readonly account: string
  readonly enforcement: string
  readonly policy: string
  readonly world: string
  readonly forHow: string
  readonly reason: string
  readonly params: Readonly<Record<string, string>>
}
const NOTHING: Draft = {
  ...{ target: '', account: '', enforcement: '', policy: '', world: '', forHow: '', reason: '', params: {} },
}

/** Enforces by hand: first what it would do, with the player's words, then the act. */
export function EnforceDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const kinds = useAsk('enforceable', {}, { freshMs: 60_000 })
  const [draft, setDraft] = useState<Draft>(NOTHING)
  const preview = useChange('previewEnforce')
  const enforce = useChange('enforce', { refreshes: ['findEnforcements', 'enforcementTally', 'chain'] })
  const change = (next: Partial<Draft>) => {
    // What was shown was of another draft.
    preview.reset()
    setDraft({ ...draft, ...next })
  }
  const isWhole =
    isEntityRef(draft.target.trim()) &&
    draft.enforcement !== '' &&
    draft.policy !== '' &&
    draft.reason.trim() !== '' &&
    (draft.world !== '' || kinds.data?.allWorlds === true)
  const request = () => ({ body: requestOf(draft, kinds.data!) })
  const declared = kinds.data?.enforcements.find(({ name }) => name === draft.enforcement)
  return (
    <Dialog title={t('actTitle')} isOpen onClose={onClose} wide>
      {kinds.data !== undefined && (
        <Fields draft={draft} kinds={kinds.data} declared={declared} change={change} />
      )}
      <ProblemBox error={kinds.error ?? preview.error ?? enforce.error} />
      {(preview.data !== undefined || preview.isPending) && <Preview preview={preview.data} />}
      <div className="dialog-acts">
        <Button isDisabled={!isWhole || preview.isPending} onPress={() => preview.mutate(request())}>
          {t('preview')}
        </Button>
        <Button
          danger
          isDisabled={!isWhole || preview.data === undefined || enforce.isPending}
          onPress={() =>
            enforce.mutate(request(), {
              onSuccess: () => {
                toast(t('enforced'))
                onClose()
              },
            })
          }
        >
          {t('enforce')}
        </Button>
      </div>
      <p className="acts-small">{say('reasonHint')}</p>
    </Dialog>
  )
}

function Fields({
  draft,
  kinds,
  declared,
  change,
}: {
  readonly draft: Draft
  readonly kinds: Enforceable
  readonly declared: Enforceable['enforcements'][number] | undefined
  readonly change: (next: Partial<Draft>) => void
}): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const language = useLanguage()
  const titleOf = (title: Readonly<Record<string, string>>, name: string) =>
    title[language] === undefined ? name : `${title[language]} (${name})`
  const isAccount = draft.target.startsWith('account:') || draft.target === ''
  const choose = { value: '', label: t('choose') }
  return (
    <div className="form">
      <TextField
        label={t('whom')}
        hint={say('entityHint')}
        value={draft.target}
        onChange={(target) => change({ target })}
        autoComplete="off"
      />
      {!isAccount && (
        <TextField
          label={t('whose')}
          hint={t('whoseHint')}
          value={draft.account}
          onChange={(account) => change({ account })}
          autoComplete="off"
        />
      )}
      <div className="acts-fields">
        <Select
          label={t('enforcement')}
          value={draft.enforcement}
          options={[
            choose,
            ...kinds.enforcements.map(({ name, title }) => ({ value: name, label: titleOf(title, name) })),
          ]}
          onChange={(enforcement) => change({ enforcement, params: {} })}
          {...(declared === undefined ? {} : { hint: declared.description })}
        />
        <Select
          label={t('policy')}
          value={draft.policy}
          options={[
            choose,
            ...kinds.policies.map(({ id, title }) => ({ value: id, label: titleOf(title, id) })),
          ]}
          onChange={(policy) => change({ policy })}
        />
        <Select
          label={t('world')}
          value={draft.world}
          options={[
            kinds.allWorlds ? { value: '', label: t('allWorlds') } : choose,
            ...kinds.worlds.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(world) => change({ world })}
        />
        <TextField
          label={t('forHow')}
          hint={t('forHint')}
          value={draft.forHow}
          onChange={(forHow) => change({ forHow })}
        />
        {Object.entries(declared?.params ?? {}).map(([name, { oneOf, required }]) =>
          oneOf === null ? (
            <TextField
              key={name}
              label={name}
              isRequired={required}
              value={draft.params[name] ?? ''}
              onChange={(value) => change({ params: { ...draft.params, [name]: value } })}
            />
          ) : (
            <Select
              key={name}
              label={name}
              value={draft.params[name] ?? ''}
              options={[choose, ...oneOf.map((value) => ({ value: String(value), label: String(value) }))]}
              onChange={(value) => change({ params: { ...draft.params, [name]: value } })}
            />
          ),
        )}
      </div>
      <TextField
        label={say('reason')}
        lines={2}
        value={draft.reason}
        onChange={(reason) => change({ reason: reason.replaceAll('\n', ' ') })}
        maxLength={500}
      />
    </div>
  )
}

/** The request, with parameters in the types that the pack declares. */
function requestOf(draft: Draft, { enforcements }: Enforceable): EnforceRequest {
  const { target, account, enforcement, policy, world, forHow, reason } = draft
  const declared = enforcements.find(({ name }) => name === enforcement)?.params ?? {}
  const params = Object.fromEntries(
    Object.entries(draft.params)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => {
        const type = declared[name]?.type
        return [name, type === 'number' ? Number(value) : type === 'boolean' ? value === 'true' : value]
      }),
  )
  return {
    target: target.trim() as EnforceRequest['target'],
    ...{ enforcement, policy, reason: reason.trim() },
    ...(isEntityRef(account.trim()) ? { account: account.trim() as EnforceRequest['target'] } : {}),
    ...(world === '' ? {} : { world }),
    ...(forHow.trim() === '' ? {} : { for: forHow.trim() as NonNullable<EnforceRequest['for']> }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
  }
}
