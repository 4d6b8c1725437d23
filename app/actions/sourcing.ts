'use server'

import { awardLot, leaveUnawarded, takeAwardBack } from '@/lib/sourcing/awards/commands/award-lot'
import { answerInvitation, answerQuestion, askQuestion, sendMessage } from '@/lib/sourcing/events/commands/participate'
import { cancelEvent, changeEvent, createEvent, publishEvent } from '@/lib/sourcing/events/commands/save-event'
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
