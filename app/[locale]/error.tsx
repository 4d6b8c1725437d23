'use client'

/** For what fails outside of a page: the frame itself, or a page for visitors. */
export { ErrorPanel as default } from '@/components/ui/error-panel'
