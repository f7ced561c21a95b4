/** A job as a simulated person has it before them. */
export interface DeskJob {
  readonly job: string
  /** What is asked, by its id with or without version; empty: whatever is violated. */
  readonly policy: string
  readonly type: string | null
  readonly actor: string | null
  /** Null when the content is not there to be seen. */
  readonly data: Readonly<Record<string, unknown>> | null
  /** The entity that is judged; null when an event is. */
  readonly entity: string | null
}

export interface DeskJudgement {
  readonly choice: 'violates' | 'fine' | 'unsure'
  /** Ids without versions. */
  readonly policies: readonly string[]
  readonly spentMs: number
}

/** What a person works at: a service, or in tests a table. */
export interface ReviewDesk {
  /** At most so many; empty when there are none for this person just now. */
  take(count: number): Promise<DeskJob[]>
  /** False when the job was lost to somebody else meanwhile. */
  judge(job: DeskJob, judgement: DeskJudgement): Promise<boolean>
}
