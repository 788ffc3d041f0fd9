/** What operations take and give: options, requests, results. Values only. */
@NullMarked
package com.torrust.deployer.sdk.operation;

import org.jspecify.annotations.NullMarked;
