namespace Understudy.Functions.Http.Reading;

/// <summary>What a form with a file in it may hold: nothing but these parts.</summary>
/// <param name="File">The name of the part that is the file.</param>
/// <param name="MaxBytes">How large that may be.</param>
/// <param name="Fields">The names of the other parts, which are short texts.</param>
public sealed record FileForm(string File, long MaxBytes, params IReadOnlyList<string> Fields);

/// <summary>A file on its way in.</summary>
/// <param name="Name">What the sender calls it: one line, without a path. It says nothing about what is in it.</param>
/// <param name="AtMost">How large it can become, in bytes.</param>
/// <param name="Content">What is in it; reading more than it may hold fails.</param>
public sealed record IncomingFile(string Name, long AtMost, Stream Content);

/// <summary>A form that was received whole.</summary>
/// <param name="Fields">The texts that were sent, by name.</param>
/// <param name="File">What became of the file.</param>
public sealed record ReceivedForm<T>(IReadOnlyDictionary<string, string> Fields, T File);
