/**
 * One operation on one environment while it runs: lease, stored state, events, steps, saving, and
 * how a failure or a cancellation ends it.
 */
package com.torrust.deployer.application.internal.session;
