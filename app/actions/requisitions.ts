'use server'

import {
  answerWithOffer,
  archiveInternalItem,
  handOut,
  keepInternalItem,
  refuseRequisition,
} from '@/lib/purchasing/requisitions/commands/answer'
import { requestItem, requestText, takeAnswer, withdrawRequisition } from '@/lib/purchasing/requisitions/commands/request'
import { act } from './act'

export const requestTextAction = async (input: Parameters<typeof requestText>[1]) => act(requestText, input)
export const requestItemAction = async (input: Parameters<typeof requestItem>[1]) => act(requestItem, input)
export const withdrawRequisitionAction = async (input: Parameters<typeof withdrawRequisition>[1]) => act(withdrawRequisition, input)
export const takeAnswerAction = async (input: Parameters<typeof takeAnswer>[1]) => act(takeAnswer, input)
export const answerWithOfferAction = async (input: Parameters<typeof answerWithOffer>[1]) => act(answerWithOffer, input)
export const handOutAction = async (input: Parameters<typeof handOut>[1]) => act(handOut, input)
export const refuseRequisitionAction = async (requisitionId: string, answer: string) => act(refuseRequisition, { requisitionId, answer })
export const keepInternalItemAction = async (input: Parameters<typeof keepInternalItem>[1]) => act(keepInternalItem, input)
export const archiveInternalItemAction = async (input: Parameters<typeof archiveInternalItem>[1]) => act(archiveInternalItem, input)
