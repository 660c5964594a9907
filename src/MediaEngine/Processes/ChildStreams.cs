namespace Understudy.MediaEngine.Processes;

/// <summary>The standard streams of a <see cref="ChildProcess"/> that its caller uses.</summary>
[Flags]
public enum ChildStreams
{
    /// <summary>Standard input is closed at once, standard output is read and discarded.</summary>
    None = 0,

    /// <summary>The caller writes standard input.</summary>
    Input = 1,

    /// <summary>The caller reads standard output to its end, or disposes the process.</summary>
    Output = 2,
}
