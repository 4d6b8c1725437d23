import type { AskedAttribute } from './schemas'

export interface CategoryNames {
  code: string
  nameEn: string
  nameZh: string
  archived: boolean
}

export interface CategoryChild extends CategoryNames {
  /** in it and below it, of all suppliers */
  products: number
  /** that it asks for by itself */
  asked: number
}

/** An attribute that a category asks for, by itself or through one above it. */
export interface Asked extends AskedAttribute {
  categoryCode: string
}

/** One place of the tree. */
export interface CategoryNode {
  /** null at the top */
  category: CategoryNames | null
  path: CategoryNames[]
  children: CategoryChild[]
  asked: Asked[]
}
