namespace Understudy.MediaEngine.Processes;

/// <summary>Why a tool did not do its work. Only the first two may be held against the file that it was given.</summary>
public enum ToolFault
{
    /// <summary>It ended by itself with an error: it cannot do anything with what it was given.</summary>
    Refused,

    /// <summary>It used up the processor time that it had.</summary>
    TooCostly,

    /// <summary>It wrote more to standard output than it may.</summary>
    TooMuchOutput,

    /// <summary>It is not installed or cannot be executed.</summary>
    NotStarted,

    /// <summary>Somebody else ended it, for instance the system when memory was short; or it crashed.</summary>
    Killed,

    /// <summary>It hung.</summary>
    TimedOut,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>It wrote more to disk than it may.</summary>
    QuotaExceeded,
}
