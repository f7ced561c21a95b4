import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { Role } from '../../access/capability.ts'
import { WORDS as ACCESS } from '../access/words.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { UserPanel } from './user-panel.tsx'
import { WORDS } from './words.ts'
import './users.css'

type User = Reply<'user'>
const STATES = ['invited', 'active', 'disabled'] as const
const TONES = { invited: 'accent', active: 'good', disabled: 'danger' } as const

/** The people who sign in. */
export function UsersPage(): ReactNode {
  const t = useWords(WORDS)
  const ta = useWords(ACCESS)
  const navigate = useNavigate()
  const id = useParam('id')
  const { data, error } = useAsk('listUsers', {})
  const [{ state, role }, filter] = useFilters(['state', 'role'])
  const [text, setText] = useState('')
  const [isInviting, setInviting] = useState(false)
  const rows = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return (data?.users ?? []).filter(
      (user) =>
        (state === '' || user.state === state) &&
        (role === '' || user.role === role) &&
        `${user.name}\n${user.email ?? ''}`.toLowerCase().includes(wanted),
    )
  }, [data, text, state, role])
  const columns: readonly GridColumn<User>[] = [
    {
      id: 'name',
      title: t('name'),
      width: 'minmax(8rem, 1.2fr)',
      sort: (user) => user.name,
      cell: (user) => <PlayerText text={user.name} inline />,
    },
    {
      id: 'email',
      title: t('email'),
      width: 'minmax(9rem, 1.6fr)',
      sort: (user) => user.email ?? '',
      cell: (user) => (user.email === null ? '–' : <PlayerText text={user.email} inline />),
    },
    { id: 'role', title: ta('role'), sort: (user) => user.role, cell: (user) => ta(`role_${user.role}`) },
    { id: 'worlds', title: ta('worlds'), cell: (user) => user.worlds?.join(', ') ?? t('all') },
    {
      id: 'clearance',
      title: t('clearance'),
      width: '7rem',
      sort: (user) => user.skills.clearance,
      cell: (user) => <SeverityBadge severity={user.skills.clearance} />,
    },
    {
      id: 'totp',
      title: t('totp'),
      width: '8rem',
      sort: (user) => String(user.totp),
      cell: (user) => (user.totp ? t('yes') : t('no')),
    },
    {
      id: 'state',
      title: t('state'),
      width: '7rem',
      sort: (user) => user.state,
      cell: (user) => <Badge tone={TONES[user.state]}>{t(`state_${user.state}`)}</Badge>,
    },
    {
      id: 'since',
      title: t('since'),
      width: '9rem',
      sort: (user) => user.createdAt,
      cell: (user) => <Time at={user.createdAt} relative />,
    },
  ]
  const chosen = data?.users.find((user) => user.id === id)
  return (
    <Page
      title={t('users')}
      about={t('about')}
      acts={
        <Button primary onPress={() => setInviting(true)}>
          {t('invite')}
        </Button>
      }
    >
      <ProblemBox error={error} />
      <div className="filters">
        <TextField label={t('find')} value={text} onChange={setText} />
        <Select
          label={ta('role')}
          value={role}
          onChange={(next) => filter({ role: next })}
          options={[
            { value: '', label: t('anyRole') },
            ...Role.options.map((value) => ({ value, label: ta(`role_${value}`) })),
          ]}
        />
        <Select
          label={t('state')}
          value={state}
          onChange={(next) => filter({ state: next })}
          options={[
            { value: '', label: t('anyState') },
            ...STATES.map((value) => ({ value, label: t(`state_${value}`) })),
          ]}
        />
      </div>
      {data !== undefined && (
        <Grid
          label={t('users')}
          rows={rows}
          columns={columns}
          rowId={(user) => user.id}
          onOpen={(user) => void navigate({ to: paths.user(user.id) })}
        />
      )}
      {chosen === undefined ? (
        data !== undefined && <p className="users-hint">{t('choose')}</p>
      ) : (
        <UserPanel key={chosen.id} user={chosen} />
      )}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}
