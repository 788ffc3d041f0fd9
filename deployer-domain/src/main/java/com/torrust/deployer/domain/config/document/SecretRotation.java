package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Component;

/**
 * What it takes to give a secret another value while the stack is in service. Said in the
 * description of the member.
 *
 * @param keeper the service that lets in whoever knows it
 * @param proof what the machine calls the trial of it
 */
record SecretRotation(Component keeper, String proof) {}
