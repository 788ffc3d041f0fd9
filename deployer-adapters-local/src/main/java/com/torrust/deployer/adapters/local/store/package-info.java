/**
 * Environments as files below {@code data/}: one state file each, one lock, a history. Only the
 * provider is public. Sees none of the other parts of this module but the shared ones for JSON and
 * files.
 *
 * <pre>
 * data/NAME/environment.json            the state, in our versioned envelope
 * data/NAME/environment.reference.json  what the reference deployer had left there, kept as it was
 * data/NAME/traces/ID.log               full stories of failures
 * data/NAME/tofu, data/NAME/runs        owned by other adapters; removed with the environment
 * data/.locks/NAME                      the operation lock; never deleted, never read
 * data/.locks/NAME.holder               who holds it
 * data/history/NAME.jsonl               what was done; outlives the environment
 * </pre>
 */
package com.torrust.deployer.adapters.local.store;
