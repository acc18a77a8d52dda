Attribute VB_Name = "PmrButtons"
Option Explicit
' The buttons on the desk's sheet, one macro each, for those who work without the add-in.

Private Door As PmrDoor

Private Sub Press(ByVal ButtonName As String)
    If Door Is Nothing Then Set Door = New PmrDoor
    Door.Press ButtonName
End Sub

Public Sub ValidateSubmission()
    Press "validate_submission"
End Sub

Public Sub NextFinding()
    Press "next_finding"
End Sub

Public Sub PreviousFinding()
    Press "previous_finding"
End Sub

Public Sub Repair()
    Press "repair"
End Sub

Public Sub CompareWithLastVersion()
    Press "compare_with_last_version"
End Sub

Public Sub VarianceReview()
    Press "variance_review"
End Sub

Public Sub AcceptSubmission()
    Press "accept_submission"
End Sub

Public Sub WithdrawAcceptance()
    Press "withdraw_acceptance"
End Sub

Public Sub AssembleTables()
    Press "assemble_tables"
End Sub

Public Sub UndoLastAction()
    Press "undo_last_action"
End Sub

Public Sub Settings()
    Press "settings"
End Sub

Public Sub ShowHelp()
    Press "show_help"
End Sub

Public Sub RefreshDesk()
    Press "refresh_desk"
End Sub

Public Sub ShowBoard()
    Press "show_board"
End Sub

Public Sub ListExceptions()
    Press "list_exceptions"
End Sub

Public Sub WriteBrief()
    Press "write_brief"
End Sub

Public Sub TargetWorksheet()
    Press "target_worksheet"
End Sub
