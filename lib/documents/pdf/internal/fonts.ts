import { readFileSync } from 'node:fs'
import path from 'node:path'
import { create, type Font } from 'fontkit'

export type Weight = 400 | 700

/** A file of the documents' one font family, Noto Sans, by the name that it has in each of them. */
export interface Face {
  name: string
  source: Buffer
  has(letter: string): boolean
}

/** Latin with all its extensions, Greek and Cyrillic; then Chinese. */
const files = {
  400: ['noto-sans/400Regular/NotoSans_400Regular.ttf', 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'],
  700: ['noto-sans/700Bold/NotoSans_700Bold.ttf', 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'],
} as const satisfies Record<Weight, readonly string[]>

const loaded = new Map<string, Face>()

function load(file: string): Face {
  const known = loaded.get(file)
  if (known) return known
  const source = readFileSync(path.join(process.cwd(), 'node_modules/@expo-google-fonts', file))
  const font = create(source) as Font
  const face: Face = { name: path.basename(file, '.ttf'), source, has: (letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0) }
  loaded.set(file, face)
  return face
}

/** Spaces and combining marks, which belong to what stands before them. */
const STAYS = /^[\s\p{Mark}]$/u

/** The font that a letter is written in; a letter that none has is a box. */
export function fontFor(letter: string, weight: Weight, before?: Face): Face {
  if (before && STAYS.test(letter) && before.has(letter)) return before
  const [latin, chinese] = files[weight]
  const first = load(latin)
  if (first.has(letter)) return first
  const second = load(chinese)
  return second.has(letter) ? second : first
}
