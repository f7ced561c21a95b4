import { chat } from './chat/chat.ts'
import { image } from './image/image-model.ts'
import { lab } from './lab/lab.ts'
import { linear } from './linear/linear.ts'
import type { ModelKind } from './model-kind.ts'
import { onnx } from './onnx/onnx.ts'

/** Every kind of model that a pack may declare. */
export const MODEL_KINDS: readonly ModelKind[] = [linear, onnx, image, chat, lab]
