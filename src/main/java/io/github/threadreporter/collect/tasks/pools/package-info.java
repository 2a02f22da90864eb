/**
 * Pools that lend connections: who waits for one, and who has those that are lent. Each library is a {@link
 * io.github.threadreporter.collect.tasks.pools.PoolKind}, known by names alone.
 */
@NullMarked
package io.github.threadreporter.collect.tasks.pools;

import org.jspecify.annotations.NullMarked;
