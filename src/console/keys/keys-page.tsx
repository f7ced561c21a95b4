import { type ReactNode, useMemo, useState } from 'react'
import { WORDS as ACCESS } from '../access/words.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { plainText } from '../kit/plain-text.ts'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { fromNow, Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import type { Key } from './key.ts'
import { RevokeDialog } from './revoke-dialog.tsx'
import { usePeople } from './use-people.ts'
import { WORDS } from './words.ts'

/** What asks here with a key, and what each may do. */
export function KeysPage(): ReactNode {
  const t = useWords(WORDS)
  const ta = useWords(ACCESS)
  const language = useLanguage()
  const { data, error } = useAsk('listKeys', {})
  const { data: settings } = useAsk('settings', {}, { freshMs: 60_000 })
  const people = usePeople()
  const [{ state }, filter] = useFilters(['state'])
  const [text, setText] = useState('')
  const [isCreating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<Key>()
  const started = settings && fromNow(Date.parse(settings.service.startedAt) - Date.now(), language)
  const rows = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return (data?.keys ?? []).filter(
      (key) =>
        (state === '' || (state === 'live') === (key.revokedAt === null)) &&
        `${key.name}\n${key.id}`.toLowerCase().includes(wanted),
    )
  }, [data, text, state])
  const columns: readonly GridColumn<Key>[] = [
    {
      id: 'name',
      title: t('name'),
      width: 'minmax(9rem, 1.4fr)',
      sort: (key) => key.name,
      cell: (key) => <PlayerText text={key.name} inline />,
    },
    { id: 'id', title: t('id'), width: '7.5rem', cell: (key) => <code>{key.id}</code> },
    { id: 'scopes', title: t('scopes'), cell: (key) => key.scopes.join(', ') },
    { id: 'worlds', title: ta('worlds'), width: '6rem', cell: (key) => key.worlds?.join(', ') ?? t('all') },
    {
      id: 'rate',
      title: t('rateShort'),
      width: '4.5rem',
      isNumber: true,
      sort: (key) => key.ratePerSecond ?? 0,
      cell: (key) => key.ratePerSecond?.toLocaleString(language) ?? t('rateUsual'),
    },
    {
      id: 'person',
      title: t('person'),
      width: 'minmax(7rem, 1fr)',
      cell: (key) =>
        key.user === null ? '–' : <PlayerText text={people.get(key.user) ?? key.user} inline />,
    },
    {
      id: 'created',
      title: t('created'),
      width: '8.5rem',
      sort: (key) => key.createdAt,
      cell: (key) => <Time at={key.createdAt} relative />,
    },
    {
      id: 'used',
      title: t('used'),
      width: '12rem',
      sort: (key) => key.usedAt ?? '',
      cell: (key) =>
        key.usedAt !== null ? <Time at={key.usedAt} relative /> : t('usedNever', { when: started ?? '…' }),
    },
    {
      id: 'state',
      title: t('state'),
      width: '5.5rem',
      sort: (key) => key.revokedAt ?? '',
      cell: (key) =>
        key.revokedAt === null ? (
          <Badge tone="good">{t('state_live')}</Badge>
        ) : (
          <Badge tone="danger">{t('state_revoked')}</Badge>
        ),
    },
    {
      id: 'act',
      title: t('revoke'),
      width: '5.5rem',
      cell: (key) =>
        key.revokedAt === null && (
          <Button
            quiet
            aria-label={`${t('revoke')}: ${plainText(key.name)}`}
            onPress={() => setRevoking(key)}
          >
            {t('revoke')}
          </Button>
        ),
    },
  ]
  return (
    <Page
      title={t('keys')}
      about={`${t('about')} ${t('usedHint')}`}
      acts={
        <Button primary onPress={() => setCreating(true)}>
          {t('create')}
        </Button>
      }
    >
      <ProblemBox error={error} />
      <div className="filters">
        <TextField label={t('find')} value={text} onChange={setText} />
        <Select
          label={t('state')}
          value={state}
          onChange={(next) => filter({ state: next })}
          options={[
            { value: '', label: t('anyState') },
            { value: 'live', label: t('state_live') },
            { value: 'revoked', label: t('state_revoked') },
          ]}
        />
      </div>
      {data !== undefined && <Grid label={t('keys')} rows={rows} columns={columns} rowId={(key) => key.id} />}
      {isCreating && <CreateKeyDialog people={people} onClose={() => setCreating(false)} />}
      {revoking !== undefined && (
        <RevokeDialog of={revoking} started={started} onClose={() => setRevoking(undefined)} />
      )}
    </Page>
  )
}
