import {
  FLOAT,
  INT64,
  node,
  onnxModel,
  tensor,
  valueInfo as value,
  wholeAttribute as whole,
} from './onnx-proto.ts'

export interface OnnxDraft {
  /** A row for each token, a value for each label: a text's values are the sums over its tokens. */
  readonly embedding: readonly (readonly number[])[]
  /** Square layers with tanh in between, of the width of the embedding, to give it something to do. */
  readonly layers?: number
  /** Labels put out; left out: as many as the embedding has columns. */
  readonly labels?: number
  readonly tokenTypes?: boolean
  /** Puts out the rows of the tokens as `last_hidden_state`: a model to put a head on. */
  readonly tokens?: boolean
}

/** A classifier: embedding rows, masked and summed, then layers. */
export function onnxFile({
  embedding,
  layers = 0,
  labels,
  tokenTypes = false,
  tokens = false,
}: OnnxDraft): Uint8Array {
  const rows = embedding.length
  const width = embedding[0]!.length
  const out = labels ?? width
  const initializers = [
    tensor('embedding', [rows, width], Float32Array.from(embedding.flat())),
    tensor('axis1', [1], BigInt64Array.of(1n)),
    tensor('axis2', [1], BigInt64Array.of(2n)),
  ]
  const nodes = [
    node('Gather', ['embedding', 'input_ids'], 'rows'),
    node('Cast', ['attention_mask'], 'mask', whole('to', FLOAT)),
    node('Unsqueeze', ['mask', 'axis2'], 'mask3'),
    node('Mul', ['rows', 'mask3'], 'masked'),
  ]
  let last = 'masked'
  for (let i = 0; i < layers; i++) {
    const square = Float32Array.from({ length: width * width }, (_, k) => Math.sin(k * (i + 1)) / width)
    initializers.push(tensor(`layer${i}`, [width, width], square))
    nodes.push(node('MatMul', [last, `layer${i}`], `mixed${i}`), node('Tanh', [`mixed${i}`], `layered${i}`))
    last = `layered${i}`
  }
  if (tokens) nodes.push(node('Identity', [last], 'last_hidden_state'))
  else if (out === width) nodes.push(node('ReduceSum', [last, 'axis1'], 'logits', whole('keepdims', 0)))
  else {
    const head = Float32Array.from({ length: width * out }, (_, k) => Math.cos(k) / width)
    initializers.push(tensor('head', [width, out], head))
    nodes.push(
      node('ReduceSum', [last, 'axis1'], 'pooled', whole('keepdims', 0)),
      node('MatMul', ['pooled', 'head'], 'logits'),
    )
  }
  const inputs = ['input_ids', 'attention_mask', ...(tokenTypes ? ['token_type_ids'] : [])]
  return onnxModel({
    ...{ name: 'small', producer: 'tests', nodes, initializers },
    inputs: inputs.map((name) => value(name, INT64, ['batch', 'length'])),
    outputs: [
      tokens
        ? value('last_hidden_state', FLOAT, ['batch', 'length', width])
        : value('logits', FLOAT, ['batch', out]),
    ],
  })
}

/** `tokenizer.json` of whole words between [CLS] and [SEP]. Ids: [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, then the words. */
export function tokenizerFile(words: readonly string[]): string {
  const vocab = Object.fromEntries(['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...words].map((word, i) => [word, i]))
  const special = (id: string, place: number) => ({ id, ids: [place], tokens: [id] })
  return JSON.stringify({
    version: '1.0',
    added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map((content, id) => ({
      ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
    })),
    normalizer: {
      ...{ type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true },
      ...{ strip_accents: false, lowercase: true },
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: { '[CLS]': special('[CLS]', 2), '[SEP]': special('[SEP]', 3) },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      ...{ type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##' },
      ...{ max_input_chars_per_word: 100, vocab },
    },
  })
}

/** A whole small model of two labels: `바보` and `dunderhead` speak for `insult`, anything else for `other`. */
export const SMALL_WORDS = ['바보', 'dunderhead', 'hello', 'there', 'you']
export function smallOnnxFiles(): Record<'model.onnx' | 'tokenizer.json' | 'config.json', Uint8Array> {
  const embedding = [
    ...[
      [9, 9],
      [0, 0],
      [1, 0],
      [0, 0],
    ],
    ...[
      [0, 3],
      [0, 2],
      [0.5, 0],
      [0.5, 0],
      [0, 0.25],
    ],
  ]
  const text = (value: string) => new TextEncoder().encode(value)
  return {
    'model.onnx': onnxFile({ embedding }),
    'tokenizer.json': text(tokenizerFile(SMALL_WORDS)),
    'config.json': text(
      JSON.stringify({ id2label: { 0: 'other', 1: 'insult' }, vocab_size: 9, pad_token_id: 0 }),
    ),
  }
}
