import { z } from 'zod'
import { Diagnostic } from './diagnostic.ts'

/** One field that is wrong: where it stands in the request, what is wrong, and the way out. Never its value. */
export const FieldProblem = z.object({
  /** Path in the request's body, as `data.text`. */
  field: z.string(),
  problem: z.string(),
  wayOut: z.string().exactOptional(),
})
export type FieldProblem = z.infer<typeof FieldProblem>

/** What every refused request is answered with (RFC 9457, `application/problem+json`). */
export const Problem = z.object({
  /** `urn:haechi:problem:` and a name that never changes; docs/errors.md lists them all. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** The first field that is wrong. */
  field: z.string().exactOptional(),
  wayOut: z.string(),
  errors: z.array(FieldProblem).exactOptional(),
  /** Everything that is wrong with a pack that was sent. */
  diagnostics: z.array(Diagnostic).exactOptional(),
})
export type Problem = z.infer<typeof Problem>

interface ProblemType {
  readonly status: number
  readonly title: string
  /** When it is given; a sentence for docs/errors.md. */
  readonly when: string
  /** What to do about it when the place itself knows nothing better. */
  readonly wayOut: string
}

/** Every kind of problem there is; docs/errors.md and the OpenAPI document are generated from it. */
export const PROBLEM_TYPES = {
  'malformed-json': {
    status: 400,
    title: 'The body is not JSON',
    when: 'The body, or a line of a batch, does not parse. `detail` gives the position of the first fault.',
    wayOut: 'Send one JSON value, encoded as UTF-8 without a byte order mark.',
  },
  'duplicate-key': {
    status: 400,
    title: 'A key stands twice',
    when: 'An object of the body has the same key twice, so that readers would disagree on its value.',
    wayOut: 'Send each key once.',
  },
  'forbidden-key': {
    status: 400,
    title: 'A key that is not allowed',
    when: 'An object of the body has a key named `__proto__`, `constructor` or `prototype`.',
    wayOut: 'Rename the key.',
  },
  'too-deep': {
    status: 400,
    title: 'The body is nested too deeply',
    when: 'Objects and lists are nested more than 64 deep.',
    wayOut: 'Send a flatter body.',
  },
  'bad-text': {
    status: 400,
    title: 'Text that is not Unicode',
    when: 'The body is not valid UTF-8, or a string holds a lone surrogate or the character NUL.',
    wayOut: 'Send well-formed Unicode text.',
  },
  'invalid-request': {
    status: 400,
    title: 'The request does not fit',
    when: 'A field is missing, unknown, or of the wrong type or size. `errors` lists them all.',
    wayOut: 'Mend the fields listed in errors.',
  },
  unauthenticated: {
    status: 401,
    title: 'No valid API key',
    when: 'The request carries no key, or one that is wrong or revoked.',
    wayOut: 'Send a valid key as `Authorization: Bearer KEY`.',
  },
  'sign-in-refused': {
    status: 401,
    title: 'Not signed in',
    when: 'The address, the password or the code is wrong, or the person may not sign in; the answer does not tell which.',
    wayOut: 'Check what you typed; whoever manages users can make a link to set a new password.',
  },
  'second-factor-needed': {
    status: 401,
    title: 'A code is needed',
    when: 'The person has a second factor and sent no code; or their role asks for one and it is not set up yet.',
    wayOut: 'Send the code of the authenticator app, or a recovery code; or set it up (POST /v1/me/totp).',
  },
  'not-our-page': {
    status: 403,
    title: 'Not from a page of ours',
    when: 'A request that changes something came with a cookie, and without the header Haechi-CSRF or from another origin.',
    wayOut: 'Send the token of GET /v1/session as Haechi-CSRF, from a page of this service; or use a key.',
  },
  'beyond-you': {
    status: 403,
    title: 'More than you have',
    when: 'Somebody was to be given a capability, world or clearance that whoever asks does not have.',
    wayOut: 'Give no more than you have, or ask somebody who has it.',
  },
  'link-over': {
    status: 410,
    title: 'The link does not work any more',
    when: 'The one-time link was used, has expired, was replaced by a later one, or never was.',
    wayOut: 'Ask whoever manages users for a new one (`haechi user reset`).',
  },
  'user-conflict': {
    status: 409,
    title: 'It cannot be so beside what is',
    when: 'The address belongs to somebody else, the last admin would go, or the second factor is in the other state already.',
    wayOut: '`detail` says what stands in the way.',
  },
  'missing-scope': {
    status: 403,
    title: 'The key may not do this',
    when: 'The key lacks the scope that the route asks for.',
    wayOut: 'Use a key with that scope, or have one created.',
  },
  'no-person': {
    status: 403,
    title: 'No person asks',
    when: 'Jobs are taken and judged by people, and the key speaks for none.',
    wayOut: 'Sign in, or use a key that speaks for a person (`haechi keys create --user`).',
  },
  'world-not-allowed': {
    status: 403,
    title: 'The key may not speak for this world',
    when: 'The key is bound to other worlds.',
    wayOut: 'Use a key of that world, or a key bound to no world.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    when: 'The path, the decision, the ruleset, the version or the key is not known here.',
    wayOut: 'Check the path and the id.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The path has no such method',
    when: 'The path exists, with other methods; the header `Allow` lists them.',
    wayOut: 'Use a method that the header Allow lists.',
  },
  conflict: {
    status: 409,
    title: 'The same event id with other content',
    when: 'An event with this id was judged before in this world, and a field (`field`) differs.',
    wayOut: 'Give the new event an id of its own, or send the first one unchanged.',
  },
  'not-held': {
    status: 409,
    title: 'The job is not held under this claim',
    when: 'The hold has ended, the job was given back or moved, or the claim is that of another take. Nothing was recorded.',
    wayOut: 'Take the next job; `GET /v1/jobs/held` lists those that you hold.',
  },
  'not-claimable': {
    status: 409,
    title: 'The job is not for you to choose',
    when: 'It is asked for by its id, and it is judged, held by somebody else, judged by the asker before, or no appeal.',
    wayOut: 'Take the next job; an appeal waits for somebody who has not judged the matter.',
  },
  'not-open': {
    status: 409,
    title: 'The job is not open',
    when: 'It was judged or withdrawn meanwhile, or the person has judged it before.',
    wayOut:
      'Look at the job as it is now; a judgement that is wrong is changed by an appeal or by undoing it in time.',
  },
  'too-late': {
    status: 409,
    title: 'It can be undone no more',
    when: 'The time to undo is over, or there is no judgement of yours to undo.',
    wayOut: 'What the judgement led to can be reversed by hand (`haechi enforcement reverse`).',
  },
  'not-in-that-state': {
    status: 409,
    title: 'Nothing to do in that state',
    when: 'The member of a bank is in a state in which this changes nothing: it is confirmed or withdrawn already, or not in quarantine.',
    wayOut: 'Look at the member as it is now.',
  },
  'another-person': {
    status: 409,
    title: 'Another person must agree',
    when: 'Members of a sealed bank are disputed and withdrawn by two people, and this one was the first already.',
    wayOut: 'Have somebody else look who is cleared for it.',
  },
  'already-golden': {
    status: 409,
    title: 'The decision is golden already',
    when: 'There is a golden item of this decision and policy family.',
    wayOut: 'Retire that one first.',
  },
  'held-elsewhere': {
    status: 409,
    title: 'It is in force in another world',
    when: 'Somebody bound to some worlds enforces what is in force already, in another world or in all.',
    wayOut: 'Ask somebody who is bound to no world.',
  },
  'version-conflict': {
    status: 409,
    title: 'Another version is live',
    when: 'A pack was applied, or rolled back, on top of a version that is no longer live: somebody else was faster. `detail` says who, when and why.',
    wayOut: 'Plan again against the version that is live now (`haechi plan`), then apply.',
  },
  'pack-errors': {
    status: 422,
    title: 'The pack has errors',
    when: 'The files sent, or those of the version to go back to, do not pass the check. `diagnostics` lists all of it; nothing was changed.',
    wayOut: 'Mend what diagnostics lists; `haechi check` shows the same before it is sent.',
  },
  'cannot-edit': {
    status: 422,
    title: 'The change cannot be made',
    when: 'An edit names a rule or policy that is not there, or adds one that is; or a path that no file of a pack has.',
    wayOut: 'Look at the rule as it is now (GET /v1/rules/:id), and mend the edit that `field` names.',
  },
  'needs-confirming': {
    status: 409,
    title: 'Something speaks against it',
    when: 'A rule would get more force than its evidence bears: it was never in shadow, or not for long, or could often not be decided. `errors` lists what speaks against it; nothing was changed.',
    wayOut:
      'Let it run in shadow for longer; or send `confirmed: true`, and say in `why` why it is done all the same.',
  },
  'model-refused': {
    status: 409,
    title: 'The model may not',
    when: 'Evidence is missing, the model stands elsewhere, a second person is needed, or nothing would change. `detail` says which; nothing was changed.',
    wayOut: '`haechi model show` tells what the model may do and what is missing.',
  },
  'appeal-late': {
    status: 422,
    title: 'It can no longer be appealed',
    when: 'The window for appeals is over (appeals.yaml), or the statement is of a kind that is not appealed. `detail` says until when.',
    wayOut: 'Tell the player where else they can go: a dispute settlement body, or a court.',
  },
  'appeal-double': {
    status: 409,
    title: 'It was appealed before',
    when: 'The account has appealed the same decision already, under another id. `detail` names that appeal and what became of it.',
    wayOut: 'Ask for that appeal with GET /v1/appeals/:id.',
  },
  'no-dataset': {
    status: 422,
    title: 'The rows make no dataset',
    when: 'Labelled rows are too few, of one class, or it is not known which of their labels violate. `detail` says what was found.',
    wayOut: 'Bring in what `detail` says is missing, and make the dataset again.',
  },
  erased: {
    status: 410,
    title: 'The content was erased',
    when: 'The decision is known, but the event it judged was erased when its time was over.',
    wayOut: 'Nothing brings it back; the decision itself can still be read.',
  },
  'not-shown': {
    status: 409,
    title: 'Nothing of the file is shown',
    when: 'The file is still being looked at, or it is held: a person decides about it.',
    wayOut:
      'While GET /v1/media/:id says `waiting`, ask again in a moment; what is held is not shown to anybody.',
  },
  'too-many-files': {
    status: 429,
    title: 'Too many files',
    when: 'The files that the sender has sent and no event has named yet, or all that are kept for the sender, come to more bytes than are kept. `Retry-After` says when some of it may have gone.',
    wayOut: 'Screen the events that name the files; what no event names is dropped within a day.',
  },
  'too-large': {
    status: 413,
    title: 'Too large',
    when: 'The body, or a line of a batch, is larger than 1 MiB; a pack, than 64 MiB; a file (POST /v1/media), than the service takes.',
    wayOut: 'Send less at once; one event fits in a few kilobytes.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Not a media type that this route reads',
    when: 'The header `Content-Type` is missing or names another type or encoding.',
    wayOut: 'Send `Content-Type: application/json` (`application/x-ndjson` for a batch).',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    when: 'The key has used up its rate. `Retry-After` says when to come back, in seconds.',
    wayOut: 'Wait as long as Retry-After says, or ask for a higher rate.',
  },
  fault: {
    status: 500,
    title: 'A fault of the service',
    when: 'Something failed that should not. The log has the details.',
    wayOut: 'Try again; if it stays, report it with the time it happened.',
  },
  unavailable: {
    status: 503,
    title: 'Decisions cannot be stored just now',
    when: 'The database is gone, its disk is full, too much waits to be written, or the service is stopping. Nothing was acknowledged.',
    wayOut: 'Send the same event again, with the same id, after Retry-After seconds.',
  },
} as const satisfies Readonly<Record<string, ProblemType>>

export type ProblemName = keyof typeof PROBLEM_TYPES

export const PROBLEM_URN = 'urn:haechi:problem:'

/** Makes a problem of a kind; `detail` must hold no content and no personal data. */
export function problemOf(
  name: ProblemName,
  detail: string,
  more: { field?: string; wayOut?: string; errors?: FieldProblem[]; diagnostics?: Diagnostic[] } = {},
): Problem {
  const { status, title, wayOut } = PROBLEM_TYPES[name]
  return {
    type: PROBLEM_URN + name,
    title,
    status,
    detail,
    ...(more.field === undefined ? {} : { field: more.field }),
    wayOut: more.wayOut ?? wayOut,
    ...(more.errors === undefined ? {} : { errors: more.errors }),
    ...(more.diagnostics === undefined ? {} : { diagnostics: more.diagnostics }),
  }
}
