'use server'

import { forgetConfiguration, saveConfiguration } from '@/lib/catalog/configuration/commands/save-configuration'
import { removeConfigurator, saveConfigurator } from '@/lib/catalog/configuration/commands/save-configurator'
import { act } from './act'

export const saveConfigurationAction = async (input: Parameters<typeof saveConfiguration>[1]) => act(saveConfiguration, input)
export const forgetConfigurationAction = async (input: Parameters<typeof forgetConfiguration>[1]) => act(forgetConfiguration, input)
export const saveConfiguratorAction = async (input: Parameters<typeof saveConfigurator>[1]) => act(saveConfigurator, input)
export const removeConfiguratorAction = async (input: Parameters<typeof removeConfigurator>[1]) => act(removeConfigurator, input)
