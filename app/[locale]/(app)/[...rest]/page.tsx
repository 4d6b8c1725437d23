import { notFound } from 'next/navigation'

/** Addresses that lead nowhere, inside the frame. */
export default function NowherePage() {
  notFound()
}
