package io.github.threadreporter.attach;

/** Why a JVM cannot be attached to, or did not do what was asked; for programs, as {@link Obstacle} is for people. */
public enum Reason {
    /** This is not Linux. */
    OTHER_SYSTEM,
    /** There is no process of that PID. */
    NO_SUCH_PROCESS,
    /** The process is no JVM, or not yet. */
    NOT_A_JVM,
    /** The kernel does not let us look into the process. */
    NOT_VISIBLE,
    /** It belongs to another user, or to another group, or to a user namespace in which we are nobody. */
    OTHER_USER,
    /** It runs with {@code -XX:+DisableAttachMechanism}. */
    ATTACH_DISABLED,
    /** It is OpenJ9, which has a protocol of its own. */
    OTHER_VM,
    /** It is a JVM of 32 bits. */
    OTHER_BITS,
    /** Somebody has stopped it, or a debugger holds it. */
    STOPPED,
    /** It has ended, or is a zombie. */
    ENDED,
    /** It does not listen, and a signal to make it listen would kill it: too young, or {@code -Xrs}. */
    NOT_READY,
    /** There is no way to send a signal from here. */
    NO_SIGNAL,
    /** It did not answer in time. */
    NO_ANSWER,
    /** It closed the connection without an answer, or nobody is behind its socket. */
    REFUSED,
    /** What stands at the place of its socket is not its own. */
    NOT_TRUSTED,
    /** It answered with something that is not of the protocol, or with too much. */
    BROKEN_ANSWER,
    /** It answered that it could not do what was asked. */
    FAILED,
    /** No private folder could be made where it sees it. */
    NO_FOLDER,
    /** The calling thread was interrupted; its interrupt flag is still set. */
    INTERRUPTED
}
