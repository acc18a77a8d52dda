Attribute VB_Name = "PmrRun"
Option Explicit
' The one way from Excel to Python. Everything else about PMR is written in Python, in pmr_xl/excel.

Private Const SETTING_UP As String = "Ask your administrator to run: pmr addin install"

' Press the button of that name in pmr_xl.excel.buttons.
Public Sub RunPmr(ByVal ButtonName As String)
    If ActiveWorkbook Is Nothing Then
        MsgBox "No workbook is open. Open a submission, then press the button again.", vbInformation, "PMR"
    ElseIf Not PythonIsThere() Then
        MsgBox "PMR does not find its Python. " & SETTING_UP, vbExclamation, "PMR"
    Else
        RunPython "from pmr_xl.excel import buttons; buttons." & ButtonName & "()"
    End If
End Sub

' Is the interpreter that the installation wrote down still there?
Public Function PythonIsThere() As Boolean
    Dim Interpreter As String
    If InStr(1, Application.OperatingSystem, "Mac") > 0 Then
        PythonIsThere = GetConfig("INTERPRETER_MAC", "") <> ""
    Else
        Interpreter = GetConfig("INTERPRETER_WIN", "")
        If Interpreter <> "" Then PythonIsThere = FileExists(Interpreter)
    End If
End Function

' What a cell shows when a PMR function cannot reach Python: one sentence, never the fault's own text.
Public Function PmrSentence(ByVal Fault As String) As String
    If InStr(1, Fault, "DLL", vbTextCompare) > 0 Or Not PythonIsThere() Then
        PmrSentence = "PMR does not find its Python. " & SETTING_UP
    Else
        PmrSentence = "PMR could not work this out. Press Help on the PMR tab for the log."
    End If
End Function

' Texts such as #N/A, as Python returns them, become Excel's own error values.
Public Function PmrErrors(ByVal Result As Variant) As Variant
    Dim R As Long, C As Long
    If IsArray(Result) Then
        For R = LBound(Result, 1) To UBound(Result, 1)
            For C = LBound(Result, 2) To UBound(Result, 2)
                Result(R, C) = PmrError(Result(R, C))
            Next C
        Next R
        PmrErrors = Result
    Else
        PmrErrors = PmrError(Result)
    End If
End Function

Private Function PmrError(ByVal Value As Variant) As Variant
    PmrError = Value
    If VarType(Value) <> vbString Then Exit Function
    If Left(Value, 1) <> "#" Then Exit Function
    Select Case Value
        Case "#N/A"
            PmrError = CVErr(2042)
        Case "#VALUE!"
            PmrError = CVErr(2015)
        Case "#NUM!"
            PmrError = CVErr(2036)
        Case "#DIV/0!"
            PmrError = CVErr(2007)
        Case "#REF!"
            PmrError = CVErr(2023)
        Case "#NAME?"
            PmrError = CVErr(2029)
        Case "#NULL!"
            PmrError = CVErr(2000)
    End Select
End Function
