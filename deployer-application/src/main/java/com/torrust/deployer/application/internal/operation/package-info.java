/**
 * One class for each operation: take the lease, load, narrow, run phases, record. What operations
 * share (events, saving, failure) is in {@link
 * com.torrust.deployer.application.internal.operation.OperationRunner} and {@link
 * com.torrust.deployer.application.internal.operation.Session}.
 */
package com.torrust.deployer.application.internal.operation;
