import type { ReactNode } from 'react'
import { beyond } from '../../access/beyond.ts'
import { Role } from '../../access/capability.ts'
import { reachOf } from '../../access/reach-of.ts'
import { Severity } from '../../core/severity.ts'
import { giverOf } from '../access/giver.ts'
import { WORDS as ACCESS } from '../access/words.ts'
import { WorldsField } from '../access/worlds-field.tsx'
import type { Reply } from '../api/ask.ts'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What is typed of somebody. */
export interface UserDraft {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly worlds: readonly string[] | null
  readonly clearance: Severity
  /** As typed: codes with commas between. */
  readonly languages: string
  readonly families: string
}

export function draftOf({ name, email, role, worlds, skills }: Reply<'user'>): UserDraft {
  return {
    ...{ name, email: email ?? '', role, worlds, clearance: skills.clearance },
    languages: skills.languages?.join(', ') ?? '',
    families: skills.families?.join(', ') ?? '',
  }
}

/** The draft as the API takes it. */
export function requestOf({ name, email, role, worlds, ...skills }: UserDraft) {
  return {
    ...{ name: name.trim(), email: email.trim(), role, worlds: worlds && [...worlds] },
    skills: {
      clearance: skills.clearance,
      languages: listOf(skills.languages),
      families: listOf(skills.families),
    },
  }
}

function listOf(text: string): string[] | null {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '')
  return parts.length === 0 ? null : parts
}

/** In what the draft goes beyond whoever has signed in, decided as the server does. */
export function useBeyond({ role, worlds, clearance }: UserDraft): ReturnType<typeof beyond> {
  const skills = { languages: null, families: null, clearance }
  return beyond(giverOf(useSession()), reachOf({ role, worlds, skills }))
}

/** The fields of somebody, with why it cannot be given when it cannot. */
export function UserForm(props: {
  readonly draft: UserDraft
  readonly onChange: (draft: UserDraft) => void
}): ReactNode {
  const t = useWords(WORDS)
  const ta = useWords(ACCESS)
  const { draft, onChange } = props
  const put = <K extends keyof UserDraft>(key: K, value: UserDraft[K]) => onChange({ ...draft, [key]: value })
  const why = useBeyond(draft)
  return (
    <div className="users-form">
      <div className="users-pair">
        <TextField label={t('name')} value={draft.name} onChange={(text) => put('name', text)} isRequired />
        <TextField
          label={t('email')}
          value={draft.email}
          onChange={(text) => put('email', text)}
          type="email"
          isRequired
        />
        <Select
          label={ta('role')}
          value={draft.role}
          onChange={(role) => put('role', role as Role)}
          options={Role.options.map((value) => ({ value, label: ta(`role_${value}`) }))}
        />
        <Select
          label={t('clearance')}
          hint={t('clearanceHint')}
          value={draft.clearance}
          onChange={(clearance) => put('clearance', clearance as Severity)}
          options={Severity.options.map((value) => ({
            value,
            label: t('clearance_from', { severity: value }),
          }))}
        />
        <TextField
          label={t('languages')}
          hint={t('languagesHint')}
          value={draft.languages}
          onChange={(text) => put('languages', text)}
        />
        <TextField
          label={t('families')}
          hint={t('familiesHint')}
          value={draft.families}
          onChange={(text) => put('families', text)}
        />
      </div>
      <WorldsField worlds={draft.worlds} onChange={(worlds) => put('worlds', worlds)} />
      {why !== undefined && (
        <p className="choose-why" role="alert">
          {ta(`beyond_${why}`)}
        </p>
      )}
    </div>
  )
}
