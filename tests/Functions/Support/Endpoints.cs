namespace Understudy.Functions.Tests.Support;

/// <summary>All endpoints that only a signed-in person may use, with <c>{id}</c> where an id belongs.</summary>
public static class Endpoints
{
    private const string Nobody = "0190a000-0000-7000-8000-000000000000";

    public static TheoryData<string, string> All()
    {
        TheoryData<string, string> all = new()
        {
            { "POST", "/api/v1/auth/login" },
            { "GET", "/api/v1/auth/me" },
            { "GET", "/api/v1/models/video" },
            { "POST", "/api/v1/models/video" },
            { "GET", "/api/v1/models/voice" },
            { "POST", "/api/v1/models/voice" },
            { "POST", "/api/v1/generate" },
            { "GET", "/api/v1/videos" },
            { "GET", "/api/v1/dashboard" },
            { "GET", "/api/v1/usage" },
            { "GET", "/api/v1/usage/history" },
        };
        foreach ((string method, string path, _) in WithIds) all.Add(method, path.Replace("{id}", Nobody));
        return all;
    }

    /// <summary>Method, path and what the id is of.</summary>
    public static TheoryData<string, string, string> OfSomething()
    {
        TheoryData<string, string, string> some = new();
        foreach ((string method, string path, string what) in WithIds) some.Add(method, path, what);
        return some;
    }

    private static readonly (string Method, string Path, string What)[] WithIds =
    [
        ("GET", "/api/v1/models/video/{id}", "Video model"),
        ("PATCH", "/api/v1/models/video/{id}", "Video model"),
        ("DELETE", "/api/v1/models/video/{id}", "Video model"),
        ("POST", "/api/v1/models/video/{id}/upload-complete", "Video model"),
        ("GET", "/api/v1/models/video/{id}/events", "Video model"),
        ("GET", "/api/v1/models/voice/{id}", "Voice model"),
        ("PATCH", "/api/v1/models/voice/{id}", "Voice model"),
        ("DELETE", "/api/v1/models/voice/{id}", "Voice model"),
        ("POST", "/api/v1/models/voice/{id}/upload-complete", "Voice model"),
        ("GET", "/api/v1/models/voice/{id}/events", "Voice model"),
        ("GET", "/api/v1/generate/{id}/status", "Video"),
        ("GET", "/api/v1/generate/{id}/events", "Video"),
        ("GET", "/api/v1/videos/{id}", "Video"),
        ("GET", "/api/v1/videos/{id}/download", "Video"),
        ("DELETE", "/api/v1/videos/{id}", "Video"),
        ("POST", "/api/v1/videos/{id}/regenerate", "Video"),
    ];
}
