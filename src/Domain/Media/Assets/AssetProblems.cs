using Understudy.Domain.Common;

namespace Understudy.Domain.Media.Assets;

/// <summary>The file is larger than is taken, or smaller. All in bytes.</summary>
/// <param name="Bytes">How large it is.</param>
/// <param name="Min">How large it has to be.</param>
/// <param name="Max">How large it may be.</param>
public sealed record FileOfWrongSize(long Bytes, long Min, long Max) : Problem;

/// <summary>The file is of no format that is taken, whatever it says to be.</summary>
/// <param name="Known">The formats that are taken.</param>
public sealed record FileOfWrongFormat(IReadOnlyList<FileFormat> Known) : Problem;

/// <summary>The file is of a format that is taken, but cannot be used.</summary>
/// <param name="Reason">Why, in a sentence for its owner.</param>
public sealed record FileRefused(string Reason) : Problem;

/// <summary>The file has not been uploaded yet.</summary>
public sealed record AssetNotUploaded : Problem;

/// <summary>Too many files are still to be uploaded.</summary>
/// <param name="Max">How many there may be.</param>
public sealed record TooManyAwaited(int Max) : Problem;
