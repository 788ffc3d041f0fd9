/**
 * One class for each operation: it opens a {@link
 * com.torrust.deployer.application.internal.session.Session}, runs phases, and makes the result.
 */
package com.torrust.deployer.application.internal.operation;
