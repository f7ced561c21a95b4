import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { JobView } from '../../api/contract/jobs.ts'
import { enforcementPresets } from '../../review/enforcement-presets.ts'
import type { Protection } from '../../review/protection/protection.ts'
import type { Reply } from '../api/ask.ts'
import { useKeys } from '../kit/keys.tsx'
import { useWords } from '../words/words.ts'
import { Choices } from './choices.tsx'
import { ConfirmSay } from './confirm-say.tsx'
import type { Said } from './desk.ts'
import { chosen, type Draft, draftOf, missingParams, saidOf } from './draft.ts'
import { Fold } from './fold.tsx'
import { JobParts } from './job-parts.tsx'
import { SimilarJobs } from './similar-jobs.tsx'
import { useReveal } from './use-reveal.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly job: JobView
  /** What was said of it before it came back. */
  readonly before: Said | undefined
  readonly protection: Protection
  readonly policies: Reply<'reviewPolicies'>['policies']
  readonly onSay: (said: Said, look: { readonly revealedMs: number }) => void
  readonly onPass: (look: { readonly revealedMs: number }) => void
  readonly foot: ReactNode
}

/** One job before a reviewer, with all that is known, and the choices. Shown anew for each job. */
export function JobDesk({ job, before, protection, policies, onSay, onPass, foot }: Given): ReactNode {
  const t = useWords(WORDS)
  const [draft, setDraft] = useState<Draft>(() => draftOf(before))
  const [asking, setAsking] = useState<Said['choice']>()
  const [missing, setMissing] = useState<readonly string[]>([])
  const article = useRef<HTMLElement>(null)
  const care = protection.severities[job.severity]
  const reveal = useReveal(job.job, care, protection.reveal)
  const presets = enforcementPresets(job, job.enforcements)
  const final = chosen(draft, presets)
    .filter(({ enforcement }) => !enforcement.reversible)
    .map(({ enforcement }) => enforcement.name)

  // A key goes to the new job, not to the button that was pressed for the last one; and whoever listens hears of it.
  useEffect(() => {
    article.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [])
  useKeys(
    !reveal.isGuarded
      ? []
      : reveal.mode === 'hold'
        ? [{ key: ' ', label: t('revealKey'), onHold: (isHeld) => reveal.show(isHeld) }]
        : [{ key: ' ', label: t('revealToggleKey'), run: () => reveal.show(!reveal.isShown) }],
  )

  function say(choice: Said['choice'], isSure = false): void {
    const lacking = choice === 'violates' ? missingParams(draft, presets) : []
    setMissing(lacking)
    if (lacking.length > 0) return
    if (!isSure && (draft.also.length > 0 || (choice === 'violates' && final.length > 0))) {
      setAsking(choice)
      return
    }
    onSay(saidOf(choice, draft, presets, reveal.spent.read()), { revealedMs: reveal.revealed.read() })
  }

  return (
    <article ref={article} tabIndex={-1} className="review-job" data-job={job.job} aria-label={t('job')}>
      <JobParts {...{ job, care, reveal }}>
        <Fold title={t('similar')} keyName="s" keyLabel={t('similarKey')} isOpen={draft.also.length > 0}>
          <SimilarJobs
            {...{ job, care, reveal }}
            also={draft.also}
            onAlso={(also) => setDraft({ ...draft, also })}
          />
        </Fold>
      </JobParts>
      {missing.length > 0 && (
        <p className="problem" role="alert">
          {t('missing', { names: missing.join(', ') })}
        </p>
      )}
      <Choices
        {...{ job, draft, presets, policies, foot }}
        onDraft={setDraft}
        onSay={say}
        onPass={() => onPass({ revealedMs: reveal.revealed.read() })}
      />
      <ConfirmSay
        choice={asking}
        count={1 + draft.also.length}
        final={asking === 'violates' ? final : []}
        onClose={() => setAsking(undefined)}
        onAct={() => {
          const choice = asking!
          setAsking(undefined)
          say(choice, true)
        }}
      />
    </article>
  )
}
