package io.github.threadreporter.dumpfile.jvm;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Where a dump comes from, for what the file itself does not tell.
 *
 * @param name name of the file for a person, without its folder
 * @param time when the file was written last: the time of a dump that has none of its own
 * @param zone the zone of the dates in HotSpot's text, which are local times of the machine that wrote them
 */
public record Origin(String name, Instant time, ZoneId zone) {}
