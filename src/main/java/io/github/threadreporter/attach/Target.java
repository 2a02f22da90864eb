package io.github.threadreporter.attach;

import java.io.IOException;
import java.time.Duration;

/** A process that is being talked to: is it still there, and why does it not answer? */
final class Target {

    private final Proc proc;
    private final ProcStatus status;
    private final String startedAt;

    private Target(Proc proc) throws IOException {
        this.proc = proc;
        this.startedAt = startedAt(proc);
        this.status = proc.status();
    }

    /**
     * The process of that PID.
     *
     * @throws AttachException if it has ended
     */
    static Target of(long pid) throws AttachException {
        try {
            return new Target(Proc.of(pid));
        } catch (IOException e) {
            throw Obstacles.ended(pid).exception(e);
        }
    }

    Proc proc() {
        return proc;
    }

    long pid() {
        return proc.pid();
    }

    /** As it was at first; user and PIDs stay what they are. */
    ProcStatus status() {
        return status;
    }

    /**
     * As it is now.
     *
     * @throws AttachException if it has ended, even if another process has its PID by now
     */
    ProcStatus now() throws AttachException {
        try {
            ProcStatus now = proc.status();
            if (!now.hasEnded() && startedAt(proc).equals(startedAt)) {
                return now;
            }
        } catch (IOException e) {
            throw Obstacles.ended(pid()).exception(e);
        }
        throw Obstacles.ended(pid()).exception();
    }

    /** @throws AttachException if it has ended or is stopped */
    void checkRunning() throws AttachException {
        ProcStatus now = now();
        if (now.isStopped()) {
            throw Obstacles.stopped(pid(), now.state()).exception();
        }
    }

    /** Why it did not do what it was expected to do until then. */
    AttachException late(Deadline deadline) throws AttachException {
        checkRunning();
        return Obstacles.noAnswer(pid(), now().state(), deadline).exception();
    }

    /**
     * Sleeps, but not beyond the deadline.
     *
     * @throws AttachException if that has passed, the process has ended, or on an interrupt
     */
    void pause(Duration pause, Deadline deadline) throws AttachException {
        if (deadline.hasPassed()) {
            throw late(deadline);
        }
        now();
        try {
            Thread.sleep(deadline.millis(pause));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    AttachException interrupted() {
        Thread.currentThread().interrupt();
        return Obstacles.interrupted(pid()).exception();
    }

    /** In ticks since the machine started: field 22 of a line whose second field may hold spaces and brackets. */
    private static String startedAt(Proc proc) throws IOException {
        String line = proc.read("stat");
        String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
        int startTime = 22 - 3;
        if (fields.length <= startTime) {
            throw new IOException("the state of process " + proc.pid() + " has an unknown form");
        }
        return fields[startTime];
    }
}
