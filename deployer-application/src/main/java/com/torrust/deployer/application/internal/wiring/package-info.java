/**
 * The composition root: finds adapters, chooses among them, assembles the deployer. Nothing else
 * makes objects of it.
 */
package com.torrust.deployer.application.internal.wiring;
