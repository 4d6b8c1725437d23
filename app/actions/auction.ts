'use server'

import { awardLot, leaveUnawarded, takeAwardBack } from '@/lib/auction/commands/award-lot'
import { cancelEvent, changeEvent, createEvent, publishEvent } from '@/lib/auction/commands/save-event'
import { answerInvitation, answerQuestion, askQuestion, sendMessage } from '@/lib/auction/commands/take-part'
import { act } from './act'

export const createEventAction = async (input: Parameters<typeof createEvent>[1]) => act(createEvent, input)
export const changeEventAction = async (input: Parameters<typeof changeEvent>[1]) => act(changeEvent, input)
export const publishEventAction = async (input: Parameters<typeof publishEvent>[1]) => act(publishEvent, input)
export const cancelEventAction = async (input: Parameters<typeof cancelEvent>[1]) => act(cancelEvent, input)
export const answerInvitationAction = async (input: Parameters<typeof answerInvitation>[1]) => act(answerInvitation, input)
export const askQuestionAction = async (input: Parameters<typeof askQuestion>[1]) => act(askQuestion, input)
export const answerQuestionAction = async (input: Parameters<typeof answerQuestion>[1]) => act(answerQuestion, input)
export const sendMessageAction = async (input: Parameters<typeof sendMessage>[1]) => act(sendMessage, input)
export const takeAwardBackAction = async (input: Parameters<typeof takeAwardBack>[1]) => act(takeAwardBack, input)
export const awardLotAction = async (input: Parameters<typeof awardLot>[1]) => act(awardLot, input)
export const leaveUnawardedAction = async (input: Parameters<typeof leaveUnawarded>[1]) => act(leaveUnawarded, input)
