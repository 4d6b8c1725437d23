'use server'

import {
  answerWithOffer,
  archiveInternalItem,
  handOut,
  rejectRequisition,
  saveInternalItem,
} from '@/lib/purchasing/requisitions/commands/answer'
import { requestItem, requestText, takeAnswer, withdrawRequisition } from '@/lib/purchasing/requisitions/commands/request'
import { act } from './act'

export const requestTextAction = async (input: Parameters<typeof requestText>[1]) => act(requestText, input)
export const requestItemAction = async (input: Parameters<typeof requestItem>[1]) => act(requestItem, input)
export const withdrawRequisitionAction = async (input: Parameters<typeof withdrawRequisition>[1]) => act(withdrawRequisition, input)
export const takeAnswerAction = async (input: Parameters<typeof takeAnswer>[1]) => act(takeAnswer, input)
export const answerWithOfferAction = async (input: Parameters<typeof answerWithOffer>[1]) => act(answerWithOffer, input)
export const handOutAction = async (input: Parameters<typeof handOut>[1]) => act(handOut, input)
export const rejectRequisitionAction = async (requisitionId: string, answer: string) => act(rejectRequisition, { requisitionId, answer })
export const saveInternalItemAction = async (input: Parameters<typeof saveInternalItem>[1]) => act(saveInternalItem, input)
export const archiveInternalItemAction = async (input: Parameters<typeof archiveInternalItem>[1]) => act(archiveInternalItem, input)
