export interface DiffProps {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly language?: 'yaml' | 'cel' | 'text'
}
