/**
 * The adapters of one deployer: found, chosen, made when first needed, and watched, so that every
 * secret which passes a port is known to the redactor and no exception of an adapter escapes.
 */
package com.torrust.deployer.application.internal.ports;
