using Understudy.Domain.Common;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>The account has been erased since its owner signed in.</summary>
public sealed record UserMissing : Problem;

/// <summary>A project is unknown, or somebody else's.</summary>
public sealed record ProjectMissing : Problem;

/// <summary>There is no such template.</summary>
public sealed record TemplateMissing : Problem;

/// <summary>A job is unknown, or somebody else's; or the clip that it was to make.</summary>
/// <param name="What">Which of the two.</param>
public sealed record NothingGenerated(string What) : Problem;

/// <summary>A job that has ended cannot be cancelled.</summary>
public sealed record JobEnded : Problem;
