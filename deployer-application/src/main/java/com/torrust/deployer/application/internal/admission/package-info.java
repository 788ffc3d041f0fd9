/** How a call of the SDK gets a thread of its own, and how closing waits for those that run. */
package com.torrust.deployer.application.internal.admission;
